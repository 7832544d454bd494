/// The graphs that are open: text, problems, selection, undo, files on the disk. Entry type is
/// [Editor].
@NullMarked
package io.signalbox.app.document;

import org.jspecify.annotations.NullMarked;
