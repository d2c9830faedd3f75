package org.discogsography.extractor;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.CommandLine.UsageException;
import org.discogsography.extractor.extraction.ExtractionLoop;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.ProgressReporter;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.http.ExtractorServer;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.extractor.quality.DryRun;
import org.discogsography.extractor.rules.QualityRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import sun.misc.Signal;

/**
 * The extractor's process: reads its options, runs until it is asked to stop, says how it ended.
 */
@Configuration(proxyBeanMethods = false)
@Import(ExtractorConfiguration.class)
public class ExtractorApplication {

  private static final Logger log = LoggerFactory.getLogger(ExtractorApplication.class);
  private static final int USAGE_ERROR = 2;
  private static final int START_ERROR = 1;

  public static void main(String[] args) {
    System.exit(start(args));
  }

  private static int start(String[] args) {
    CommandLine options;
    try {
      options = CommandLine.parse(args, System.getenv()::get);
    } catch (UsageException e) {
      System.err.println("extractor: " + e.getMessage());
      System.err.println(CommandLine.USAGE);
      return USAGE_ERROR;
    }
    return switch (options.action()) {
      case HELP -> print(CommandLine.USAGE);
      case VERSION -> print("extractor " + ExtractorConfiguration.serviceVersion());
      case DRY_RUN -> dryRun(options);
      case RUN -> run(options);
    };
  }

  /** Nothing of the service is needed here: no broker, no secrets, no port. */
  private static int dryRun(CommandLine options) {
    DryRunLog.start();
    try {
      Settings settings = Settings.from(System.getenv()::get);
      ExtractorSettings extractor = ExtractorSettings.from(settings, options.source());
      return new DryRun(
              options.source(),
              extractor.root(),
              QualityRules.load(options.rules()),
              extractor.limits(),
              PublishSettings.from(settings).maxMessageBytes(),
              Clock.systemUTC())
          .run(System.out, System.err);
    } catch (ConfigurationException e) {
      System.err.println("extractor: " + e.getMessage());
      return START_ERROR;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return START_ERROR;
    }
  }

  private static int print(String text) {
    System.out.println(text);
    return 0;
  }

  private static int run(CommandLine options) {
    StopSignal stop = new StopSignal();
    stopOn("TERM", stop);
    stopOn("INT", stop);
    SpringApplication application = new SpringApplication(ExtractorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of("spring.application.name", "extractor-" + options.source()));
    application.addInitializers(context -> {
      context.getBeanFactory().registerSingleton("stopSignal", stop);
      context.getBeanFactory().registerSingleton("source", options.source());
      context.getBeanFactory().registerSingleton("commandLine", options);
    });
    try (ConfigurableApplicationContext context = application.run()) {
      return work(context, options);
    } catch (RuntimeException e) {
      // the framework has told the reason already
      log.debug("start failed", e);
      return START_ERROR;
    }
  }

  private static int work(ConfigurableApplicationContext context, CommandLine options) {
    try {
      ExtractorSettings settings = context.getBean(ExtractorSettings.class);
      log.atInfo()
          .setMessage("🚀 extractor started")
          .addKeyValue("source", settings.names().source().text())
          .addKeyValue("root", settings.root().toString())
          .addKeyValue("offline", settings.offline())
          .addKeyValue("workers", settings.limits().workers())
          .addKeyValue("version", ExtractorConfiguration.serviceVersion())
          .log();
      context.getBean(ExtractorServer.class).start();
      context.getBean(ProgressReporter.class).start();
      int status = context.getBean(ExtractionLoop.class).run(options.force());
      context.getBean(BrokerConnections.class).close();
      log.atInfo().setMessage("🛑 extractor ends").addKeyValue("status", status).log();
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return START_ERROR;
    } catch (ConfigurationException e) {
      log.error("❌ extractor ends: {}", e.getMessage());
      return START_ERROR;
    } catch (RuntimeException e) {
      log.error("❌ extractor ends", e);
      return START_ERROR;
    }
  }

  /** The first signal stops at a record boundary, the second at once. */
  private static void stopOn(String signal, StopSignal stop) {
    Signal.handle(
        new Signal(signal),
        received -> {
          if (stop.requested()) {
            Runtime.getRuntime().halt(START_ERROR);
          }
          stop.request();
          Thread.ofPlatform().daemon().name("stop-guard").start(ExtractorApplication::guardStop);
        });
  }

  /** A stop that hangs must not outlive the patience of whoever asked for it. */
  private static void guardStop() {
    try {
      Thread.sleep(Duration.ofSeconds(20));
      Runtime.getRuntime().halt(START_ERROR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
