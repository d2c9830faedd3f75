package org.discogsography.common.messages;

/**
 * The names of exchanges and queues of one source.
 *
 * @param exchangePrefix for example {@code discogsography-discogs}
 */
public record TopologyNames(Source source, String exchangePrefix) {

  /** The fanout exchange that the extractor publishes this type to. */
  public String exchange(DataType type) {
    return exchangePrefix + "-" + type;
  }

  /** The queue from which this service reads this type. */
  public String queue(String service, DataType type) {
    return exchangePrefix + "-" + service + "-" + type;
  }

  /** The fanout exchange to which this service's refused records of this type go. */
  public String deadLetterExchange(String service, DataType type) {
    return queue(service, type) + ".dlx";
  }

  /** The queue that keeps this service's refused records of this type. */
  public String deadLetterQueue(String service, DataType type) {
    return queue(service, type) + ".dlq";
  }
}
