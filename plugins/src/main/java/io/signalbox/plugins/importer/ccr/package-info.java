/// claude-code-router's `config.json` as a graph, as its versions 1 and 2 read it and version 3
/// migrates it.
@NullMarked
package io.signalbox.plugins.importer.ccr;

import org.jspecify.annotations.NullMarked;
