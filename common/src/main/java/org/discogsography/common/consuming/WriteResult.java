package org.discogsography.common.consuming;

/**
 * What a committed batch did.
 *
 * @param written records that were new or changed
 * @param unchanged records that were stored before with the same content
 */
public record WriteResult(int written, int unchanged) {}
