/// The store on this machine's disk: SQLite files in a home. Knows SQL, with `store.database`;
/// entry type is [StoreOpening].
@NullMarked
package io.signalbox.engine.store.sqlite;

import org.jspecify.annotations.NullMarked;
