/// `signalbox bench`: the proxy beside nginx, in one run.
@NullMarked
package io.signalbox.engine.cli.bench;

import org.jspecify.annotations.NullMarked;
