package org.discogsography.api.entities;

/** A thing that can be opened, with the name to show for it. */
public record EntityRef(String id, String name) {}
