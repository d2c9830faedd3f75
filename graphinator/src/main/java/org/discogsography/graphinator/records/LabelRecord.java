package org.discogsography.graphinator.records;

import java.util.List;

/**
 * A Discogs label.
 *
 * @param parents id of the parent label; empty or one
 * @param sublabels ids of the labels below this one
 */
public record LabelRecord(
    String id, String sha256, String name, List<String> parents, List<String> sublabels)
    implements GraphRecord {}
