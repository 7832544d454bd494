/// Bifrost's `config.json` as a graph, by its schema of 2026-11.
@NullMarked
package io.signalbox.plugins.importer.bifrost;

import org.jspecify.annotations.NullMarked;
