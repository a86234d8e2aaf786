//! The fixed texts of the remittance's documents.

use cie_core::fees::HalfMonth;
use cie_core::lang::Lang;

use crate::print::page::words::texts;

texts! {
    // Half-month.
    REMITTANCE = "Riversamento quindicinale dei corrispettivi CIE",
        "Half-month remittance of the CIE fees";
    PERIOD = "Quindicina", "Half-month";
    DUE_ON = "Scadenza", "Due on";
    CARDS_SENT = "Carte inviate in produzione", "Cards sent into production";
    AMOUNT_DUE = "Importo da versare", "Amount to remit";
    ACCOUNT = "IBAN del conto di destinazione", "IBAN of the account";
    BUDGET = "Imputazione", "State budget";
    CAUSALE = "Causale", "Reference text (causale)";
    CAUSALE_NOTE = "Da riportare alla lettera nell’ordine di pagamento.",
        "To be copied to the letter into the payment order.";
    ORDER_OF = "Versamento del Comune di", "Transfer of the comune of";
    BY_DAY = "Carte inviate in produzione, per giorno", "Cards sent into production, by day";
    DAY = "Giorno", "Day";
    CARDS = "Carte", "Cards";
    AMOUNT = "Importo", "Amount";
    TOTAL = "Totale", "Total";
    CORRECTIONS = "Rettifiche", "Corrections";
    CORRECTIONS_NOTE = "Le rettifiche sono movimenti a sé: non cambiano l’importo da versare.",
        "Corrections are movements of their own: they do not change the amount to remit.";
    REFERENCE = "Riferimento", "Reference";
    PAID_ON = "Pagato il", "Paid on";
    WITH_CORRECTIONS = "Versamento e rettifiche", "Transfer and corrections";
    ALL_TRANSFERS = "Versamenti della quindicina", "Transfers of the half-month";
    ONE_EACH = "Un versamento distinto per ciascun comune.", "One separate transfer for each comune.";
    SEVERAL_COMUNI = "Più comuni", "Several comuni";
    COMUNE_HEAD = "Comune", "Comune";
    CODE = "Codice", "Code";
    // Quarter.
    QUARTERLY = "Riepilogo trimestrale dei versamenti CIE", "Quarterly summary of the CIE remittances";
    QUARTER = "Trimestre", "Quarter";
    CARDS_PAID = "Carte versate", "Cards paid for";
    AMOUNT_PAID = "Importo versato", "Amount paid";
    ROUTE = "Trasmissione", "Where it goes";
    BY_EMAIL = "Allegato A, con le quietanze, per posta elettronica a",
        "Allegato A, with the receipts (quietanze), by e-mail to";
    BY_PORTAL = "Esclusivamente tramite il Portale Pagamenti CIE:",
        "Only through the Portale Pagamenti CIE:";
    PAYMENTS = "Mandati di pagamento", "Payment orders";
    ORDER = "Mandato", "Payment order";
    RECEIPT = "Quietanza", "Receipt (quietanza)";
    NO_PAYMENT = "nessun versamento", "no payment";
    NO_PAYMENTS = "Nessun mandato registrato per il trimestre.",
        "No payment order recorded for the quarter.";
    SENT_IN_QUARTER = "Carte del trimestre", "Cards of the quarter";
    DUE = "Dovuto", "Due";
    PAID = "Versato", "Paid";
    DIFFERENCE = "Differenza", "Difference";
    VAT = "Quota riassegnata dell’IVA", "VAT quota back";
    VAT_TO = "Destinatario", "To";
    MINISTRY = "Ministero dell’interno", "Ministry of the Interior";
    VAT_COMUNE = "Comune (solo con riepiloghi trimestrali corretti)",
        "Comune (only with correct quarterly summaries)";
    REFERENCES = "Causali dei versamenti", "Reference texts of the transfers";
    // Reconciliation.
    RECONCILIATION = "Riconciliazione tra carte e versamenti CIE",
        "Reconciliation of CIE cards and payments";
    SPAN = "Periodo", "Period";
    ROWS = "Quindicine esaminate", "Half-months examined";
    PAID_ALL = "Versato e rettificato", "Paid and corrected";
    SET_ASIDE = "Copie non contate", "Copies not counted";
    COUNTS = "Rilievi per tipo", "Mismatches by kind";
    KIND = "Rilievo", "Mismatch";
    NAME = "Nome nei file", "Name in files";
    COUNT = "Numero", "Count";
    NO_MISMATCH = "Nessun rilievo: ogni quindicina è versata al centesimo e nei termini.",
        "No mismatch: every half-month is paid to the cent and in time.";
    BALANCE = "Quindicine", "Half-months";
    BALANCE_WITH = "Quindicine con rilievi", "Half-months with mismatches";
    WITHOUT = "Senza rilievi", "Without mismatches";
    REMITTED = "Versato", "Remitted";
    STANDING = "Esito", "Standing";
    DETAILS = "Rilievi", "Mismatches";
    PARTICULARS = "Particolari", "Particulars";
    SETTLED = "saldata", "settled";
    CORRECTED = "rettificata", "corrected";
    OPEN = "da versare", "open";
    EXCESS = "in eccesso", "excess";
}

/// Both days in one short text: `01–15/11/2026`.
pub(super) fn period(period: HalfMonth, lang: Lang) -> String {
    let (start, end) = (period.start(), period.end());
    match lang {
        Lang::En => format!("{}–{}", start.format("%-d"), end.format("%-d %b %Y")),
        _ => format!("{}–{}", start.format("%d"), end.format("%d/%m/%Y")),
    }
}
