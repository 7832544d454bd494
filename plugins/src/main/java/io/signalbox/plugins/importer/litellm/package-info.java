/// LiteLLM's `config.yaml` as a graph. What its fields mean is from its documentation of 2026-11
/// and the source of 1.106.2.
@NullMarked
package io.signalbox.plugins.importer.litellm;

import org.jspecify.annotations.NullMarked;
