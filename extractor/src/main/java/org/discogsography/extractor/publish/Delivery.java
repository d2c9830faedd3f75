package org.discogsography.extractor.publish;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * One AMQP message on its way.
 *
 * @param number unique in this process; sent as the message id, so that a returned message is known
 * @param records how many records it carries, 0 for a control message
 * @param before place in its file of the last record that was sent before this message
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record Delivery(
    long number,
    String exchange,
    BasicProperties properties,
    byte[] body,
    int records,
    long before) {}
