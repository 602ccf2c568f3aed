/** The laboratory: {@code corpus} and {@code ways} give what to compare, {@code evaluate} measures, {@code report} shows, {@code bench} and {@code soak} time. */
@org.jspecify.annotations.NullMarked
package antiphon.lab;
