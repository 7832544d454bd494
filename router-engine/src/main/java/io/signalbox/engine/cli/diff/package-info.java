/// What `signalbox diff` reads and prints ([RequestLines], [DiffText]).
@NullMarked
package io.signalbox.engine.cli.diff;

import org.jspecify.annotations.NullMarked;
