/// A graph as agentgateway's `config.yaml`
/// ([io.signalbox.plugins.export.agentgateway.AgentgatewayExporter]).
@NullMarked
package io.signalbox.plugins.export.agentgateway;

import org.jspecify.annotations.NullMarked;
