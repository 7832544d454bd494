/// Recorded requests: lists of them, and everything about one.
@NullMarked
package io.signalbox.engine.cli.traffic;

import org.jspecify.annotations.NullMarked;
