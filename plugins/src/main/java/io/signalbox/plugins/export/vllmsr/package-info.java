/// A graph as vLLM Semantic Router's `config.yaml`
/// ([io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter]).
@NullMarked
package io.signalbox.plugins.export.vllmsr;

import org.jspecify.annotations.NullMarked;
