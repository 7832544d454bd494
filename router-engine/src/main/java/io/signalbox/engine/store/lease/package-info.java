/// Parts of budgets and limits that this process has reserved in advance and spends in memory, so
/// that a request need not wait for a database. Knows no SQL; entry type is [Leases].
@NullMarked
package io.signalbox.engine.store.lease;

import org.jspecify.annotations.NullMarked;
