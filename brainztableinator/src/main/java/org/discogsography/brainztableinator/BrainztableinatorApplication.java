package org.discogsography.brainztableinator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The brainztableinator's process: runs until it is asked to stop. */
@Configuration(proxyBeanMethods = false)
@Import(BrainztableinatorConfiguration.class)
public class BrainztableinatorApplication {

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(BrainztableinatorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.run(args);
  }
}
