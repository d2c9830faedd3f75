package org.discogsography.common.settings;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads typed values from the environment under the documented names. A blank value counts as
 * absent; an invalid one gives the default and a warning; missing required ones are collected, so
 * that {@link #verify()} names them all at once.
 */
public final class Settings {

  private static final Logger log = LoggerFactory.getLogger(Settings.class);

  private static final int LARGEST_PORT = 65_535;

  private final Function<String, @Nullable String> environment;
  private final Set<String> missing = new LinkedHashSet<>();

  private Settings(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** Settings from this look-up of a value by variable name. */
  public static Settings from(Function<String, @Nullable String> environment) {
    return new Settings(environment);
  }

  /** The trimmed value, or null when absent or blank. */
  public @Nullable String optional(String name) {
    String value = environment.apply(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  public String text(String name, String defaultValue) {
    String value = optional(name);
    return value == null ? defaultValue : value;
  }

  /** The value, or an empty text after noting that it is missing for {@link #verify()}. */
  public String required(String name) {
    String value = optional(name);
    if (value == null) {
      missing.add(name);
      return "";
    }
    return value;
  }

  /** A whole number of at least {@code min}; anything else gives the default and a warning. */
  public int wholeNumber(String name, int defaultValue, int min) {
    String value = optional(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min) {
        return number;
      }
    } catch (NumberFormatException e) {
      log.debug("not a whole number: {}", name, e);
    }
    warn(name, value, "a whole number of at least " + min, defaultValue);
    return defaultValue;
  }

  /** A number of at least {@code min}; anything else gives the default and a warning. */
  public double decimal(String name, double defaultValue, double min) {
    String value = optional(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= min && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      log.debug("not a number: {}", name, e);
    }
    warn(name, value, "a number of at least " + min, defaultValue);
    return defaultValue;
  }

  /** A duration given in seconds, possibly with a fraction; never negative. */
  public Duration seconds(String name, double defaultSeconds) {
    return Duration.ofMillis(Math.round(decimal(name, defaultSeconds, 0) * 1000));
  }

  /** A port from 1 to 65535; anything else gives the default and a warning. */
  public int port(String name, int defaultValue) {
    int port = wholeNumber(name, defaultValue, 1);
    if (port <= LARGEST_PORT) {
      return port;
    }
    warn(name, Integer.toString(port), "a port of at most " + LARGEST_PORT, defaultValue);
    return defaultValue;
  }

  /**
   * True for {@code true, 1, yes}; false for {@code false, 0, no}; in any case. Anything else gives
   * the default and a warning.
   */
  public boolean flag(String name, boolean defaultValue) {
    String value = optional(name);
    if (value == null) {
      return defaultValue;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> {
        warn(name, value, "true or false", defaultValue);
        yield defaultValue;
      }
    };
  }

  /**
   * To be called once everything has been read.
   *
   * @throws ConfigurationException naming every required variable that is missing
   */
  public void verify() {
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          "required environment variables are not set: "
              + String.join(", ", missing)
              + "; set them, or <NAME>_FILE for a secret in a file");
    }
  }

  private static void warn(String name, String value, String expected, Object defaultValue) {
    log.atWarn()
        .setMessage("⚠️ Invalid setting, using the default")
        .addKeyValue("variable", name)
        .addKeyValue("value", value)
        .addKeyValue("expected", expected)
        .addKeyValue("used", defaultValue)
        .log();
  }
}
