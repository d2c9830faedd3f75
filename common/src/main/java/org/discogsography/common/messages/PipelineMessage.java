package org.discogsography.common.messages;

/** A message that the extractor publishes to the consumers. */
public sealed interface PipelineMessage permits DataRecord, FileComplete, ExtractionComplete {}
