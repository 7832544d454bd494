/// What survives a restart: traces and spend ([Ledger]), reservations of budgets and limits
/// ([Budgets]), the providers' keys ([KeyVault]) and the apps' keys ([AppKeys]). Entry type is
/// [Store]; this is the only package that knows SQL.
@NullMarked
package io.signalbox.engine.store;

import org.jspecify.annotations.NullMarked;
