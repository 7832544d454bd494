/// `signalbox bench`: the proxy beside nginx and Envoy, in one run.
@NullMarked
package io.signalbox.engine.cli.bench;

import org.jspecify.annotations.NullMarked;
