package org.discogsography.common.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Formats a log event as one JSON object with sorted keys: {@code timestamp}, {@code level}, {@code
 * logger}, {@code event}, {@code service}, {@code environment}, {@code lineno}, the event's own
 * keys, and {@code exception} with type, message and stack.
 */
public final class JsonLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonMapper mapper = JsonMapper.shared();
  private final String service;
  private final String environment;

  public JsonLogFormatter(Environment environment) {
    this.service = environment.getProperty("spring.application.name", "discogsography");
    this.environment = environment.getProperty("ENVIRONMENT", "development");
  }

  @Override
  public String format(ILoggingEvent event) {
    Map<String, Object> line = new TreeMap<>(event.getMDCPropertyMap());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> line.put(pair.key, plain(pair.value)));
    }
    line.put("timestamp", TIMESTAMP.format(event.getInstant()));
    line.put("level", level(event));
    line.put("logger", event.getLoggerName());
    line.put("event", event.getFormattedMessage());
    line.put("service", service);
    line.put("environment", environment);
    StackTraceElement[] caller = event.getCallerData();
    if (caller.length > 0) {
      line.put("lineno", caller[0].getLineNumber());
    }
    if (event.getThrowableProxy() != null) {
      line.put("exception", exception(event.getThrowableProxy()));
    }
    return mapper.writeValueAsString(line) + "\n";
  }

  private static String level(ILoggingEvent event) {
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    return level.equals("warn") ? "warning" : level;
  }

  private static Object plain(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  private static Map<String, String> exception(IThrowableProxy failure) {
    Map<String, String> exception = new TreeMap<>();
    exception.put("type", failure.getClassName());
    exception.put(
        "message", failure.getMessage() == null ? simpleName(failure) : failure.getMessage());
    exception.put("stack", ThrowableProxyUtil.asString(failure));
    return exception;
  }

  private static String simpleName(IThrowableProxy failure) {
    return failure.getClassName().replaceFirst(".*[.$]", "");
  }
}
