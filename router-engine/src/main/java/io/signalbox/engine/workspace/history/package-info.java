/// Earlier versions of files on this machine.
@NullMarked
package io.signalbox.engine.workspace.history;

import org.jspecify.annotations.NullMarked;
