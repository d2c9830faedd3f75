package org.discogsography.extractor.discogs;

/**
 * How much a {@link DumpReader} works on at once.
 *
 * @param workers threads that parse
 * @param batchRecords records that a worker takes at a time
 * @param queueRecords records that wait between cutting and publishing
 * @param queueBytes bytes of records that wait; a larger record passes alone
 */
public record ReadLimits(int workers, int batchRecords, int queueRecords, long queueBytes) {}
