package org.discogsography.extractor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/**
 * Logging of a dry run: warnings as plain lines on standard error, so that the table stands alone.
 */
final class DryRunLog {

  private DryRunLog() {}

  static void start() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      PatternLayoutEncoder lines = new PatternLayoutEncoder();
      lines.setContext(context);
      lines.setPattern("%msg %kvp%n");
      lines.start();
      ConsoleAppender<ILoggingEvent> errors = new ConsoleAppender<>();
      errors.setContext(context);
      errors.setTarget("System.err");
      errors.setEncoder(lines);
      errors.start();
      Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.setLevel(Level.WARN);
      root.addAppender(errors);
    }
  }
}
