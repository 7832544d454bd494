/// One SQLite file: opened at its version or set aside, with statements that are compiled once,
/// transactions that many threads share, and the words for what can be wrong with a disk.
@NullMarked
package io.signalbox.engine.store.database;

import org.jspecify.annotations.NullMarked;
