/// What an import did not carry over exactly, below the graph that it made
/// ([io.signalbox.app.imports.ImportReportPane]).
@NullMarked
package io.signalbox.app.imports;

import org.jspecify.annotations.NullMarked;
