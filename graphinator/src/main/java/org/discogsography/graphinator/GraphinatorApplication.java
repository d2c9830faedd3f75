package org.discogsography.graphinator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The graphinator's process: runs until it is asked to stop. */
@Configuration(proxyBeanMethods = false)
@Import(GraphinatorConfiguration.class)
public class GraphinatorApplication {

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(GraphinatorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.run(args);
  }
}
