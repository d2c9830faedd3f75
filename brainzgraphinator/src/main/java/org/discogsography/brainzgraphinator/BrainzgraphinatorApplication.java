package org.discogsography.brainzgraphinator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The brainzgraphinator's process: runs until it is asked to stop. */
@Configuration(proxyBeanMethods = false)
@Import(BrainzgraphinatorConfiguration.class)
public class BrainzgraphinatorApplication {

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(BrainzgraphinatorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.run(args);
  }
}
