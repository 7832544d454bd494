/// The folder that runs a graph on a server, by Signalbox itself: a unit of systemd, a container
/// and a manifest of Kubernetes.
@NullMarked
package io.signalbox.plugins.export.server;

import org.jspecify.annotations.NullMarked;
