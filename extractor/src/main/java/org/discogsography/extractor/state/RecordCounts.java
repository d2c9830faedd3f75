package org.discogsography.extractor.state;

/**
 * Records of a file by what became of them.
 *
 * @param parsed all of them, malformed ones included
 * @param published published and confirmed
 * @param skipped left out on purpose or too large to be published
 * @param malformed dropped because they are broken
 * @param confirmed place of the last record in the file, counted from 1, such that it and all
 *     before it are confirmed, skipped or dropped
 */
public record RecordCounts(
    long parsed, long published, long skipped, long malformed, long confirmed) {}
