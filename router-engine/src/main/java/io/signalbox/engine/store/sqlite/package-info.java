/// The store on this machine's disk: three SQLite files in a home. The only package that knows SQL;
/// entry type is [StoreOpening].
@NullMarked
package io.signalbox.engine.store.sqlite;

import org.jspecify.annotations.NullMarked;
