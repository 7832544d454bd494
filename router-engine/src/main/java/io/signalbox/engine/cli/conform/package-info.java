/// Asks endpoints what they really do.
@NullMarked
package io.signalbox.engine.cli.conform;

import org.jspecify.annotations.NullMarked;
