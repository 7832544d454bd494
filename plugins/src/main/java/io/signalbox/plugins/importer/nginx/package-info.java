/// Upstreams and locations of nginx as a graph.
@NullMarked
package io.signalbox.plugins.importer.nginx;

import org.jspecify.annotations.NullMarked;
