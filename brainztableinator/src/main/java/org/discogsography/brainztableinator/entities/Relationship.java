package org.discogsography.brainztableinator.entities;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A relationship by what tells it from others, the same whichever end's record lists it.
 *
 * @param begin partial ISO date
 * @param end partial ISO date
 * @param attributes sorted
 */
record Relationship(
    UUID source,
    String sourceType,
    UUID target,
    String targetType,
    String type,
    @Nullable String begin,
    @Nullable String end,
    List<String> attributes) {}
