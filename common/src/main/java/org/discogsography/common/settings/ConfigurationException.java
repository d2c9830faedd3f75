package org.discogsography.common.settings;

/** The configuration is unusable; its text names the variables and what to do, never a secret. */
public class ConfigurationException extends RuntimeException {

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
