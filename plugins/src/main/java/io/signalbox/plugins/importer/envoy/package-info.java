/// Clusters and routes of Envoy's static bootstrap file as a graph.
@NullMarked
package io.signalbox.plugins.importer.envoy;

import org.jspecify.annotations.NullMarked;
