/// Finds plug-ins. Entry type is [Plugins]. A plug-in that is broken becomes a problem that names
/// it and never stops the program.
@NullMarked
package io.signalbox.engine.plugin;

import org.jspecify.annotations.NullMarked;
