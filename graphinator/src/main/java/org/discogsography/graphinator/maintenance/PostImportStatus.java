package org.discogsography.graphinator.maintenance;

import java.time.Instant;

/**
 * What the post-import work is doing, for the health page.
 *
 * @param step empty before the first
 * @param attempt number of the pass, from 1
 * @param startedAt when this work began
 */
public record PostImportStatus(
    String version, String state, String step, int attempt, Instant startedAt) {}
