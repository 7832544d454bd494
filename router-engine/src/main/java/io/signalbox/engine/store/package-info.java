/// What survives a restart, as contracts and rows: traces and spend ([Ledger]), reservations of
/// budgets and limits ([Budgets]), the apps' keys ([AppKeys]). Entry type is [Store]; the
/// implementation for this machine is in `store.sqlite`.
@NullMarked
package io.signalbox.engine.store;

import org.jspecify.annotations.NullMarked;
