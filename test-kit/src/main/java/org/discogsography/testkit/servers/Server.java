package org.discogsography.testkit.servers;

/** A server that a test can ask for. */
public enum Server {
  NEO4J,
  POSTGRES,
  RABBITMQ,
  REDIS
}
