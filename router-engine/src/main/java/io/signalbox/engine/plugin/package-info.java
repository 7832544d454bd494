/// Finds plug-ins on the class path and among the jars of a directory. Entry type is [Plugins]. A
/// plug-in that is broken becomes a problem that names it and never stops the program.
@NullMarked
package io.signalbox.engine.plugin;

import org.jspecify.annotations.NullMarked;
