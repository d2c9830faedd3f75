package org.discogsography.tableinator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The tableinator's process: runs until it is asked to stop. */
@Configuration(proxyBeanMethods = false)
@Import(TableinatorConfiguration.class)
public class TableinatorApplication {

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(TableinatorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.run(args);
  }
}
