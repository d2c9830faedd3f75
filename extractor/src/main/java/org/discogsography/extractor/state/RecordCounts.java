package org.discogsography.extractor.state;

/**
 * Records of a file by what became of them.
 *
 * @param parsed all of them, malformed ones included
 * @param published published and confirmed
 * @param skipped too large to be published
 * @param malformed dropped because they are broken
 */
public record RecordCounts(long parsed, long published, long skipped, long malformed) {}
