/// A graph as resources of Envoy AI Gateway for Kubernetes
/// ([io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter]).
@NullMarked
package io.signalbox.plugins.export.aigateway;

import org.jspecify.annotations.NullMarked;
