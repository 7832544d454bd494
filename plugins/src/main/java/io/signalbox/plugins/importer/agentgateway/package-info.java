/// agentgateway's `config.yaml` as a graph, by its JSON Schema of 2026-11.
@NullMarked
package io.signalbox.plugins.importer.agentgateway;

import org.jspecify.annotations.NullMarked;
