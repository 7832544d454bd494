/// The configuration of vLLM Semantic Router as a graph: that of v0.3 and the flat one before it.
@NullMarked
package io.signalbox.plugins.importer.vllmsr;

import org.jspecify.annotations.NullMarked;
