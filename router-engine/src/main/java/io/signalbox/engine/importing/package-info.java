/// Reads other gateways' files with the importer that knows them ([GraphImport]).
@NullMarked
package io.signalbox.engine.importing;

import org.jspecify.annotations.NullMarked;
