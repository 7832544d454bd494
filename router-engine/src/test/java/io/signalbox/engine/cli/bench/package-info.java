/** What a benchmark measures with, tried on small servers of this process. */
@NullMarked
package io.signalbox.engine.cli.bench;

import org.jspecify.annotations.NullMarked;
