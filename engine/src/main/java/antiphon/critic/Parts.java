package antiphon.critic;

/**
 * What was found in a candidate bar. All but the first and the last are 0 (bad) to 1 (good); what cannot be said in a
 * setting is {@value #UNSAID} for every candidate alike.
 *
 * @param likelihood mean log-likelihood, nats a symbol
 * @param consonance share of the time together with the player that is consonant, stronger beats counting more
 * @param clarity share of the pulses together without a minor second, ninth or tritone
 * @param chordTones share of the sounding time on notes of the changes, stronger beats counting more
 * @param voiceLeading few leaps, no parallel fifths and octaves between the outer voices, no crossing
 * @param cadence where one is due: ends on stable notes, on a beat, held
 * @param independence no voice doubles the player
 * @param density as many notes as wanted
 * @param register as high as wanted
 * @param originality no long run of notes from the training set
 * @param densityRatio how much likelier its figures are in music than among drafts, nats; 0 beside a player's notes
 */
public record Parts(
    double likelihood,
    double consonance,
    double clarity,
    double chordTones,
    double voiceLeading,
    double cadence,
    double independence,
    double density,
    double register,
    double originality,
    double densityRatio) {
  /** Stands where there is nothing to judge. */
  static final double UNSAID = 0.5;

  double weighed(Weights weights) {
    return likelihood * weights.likelihood()
        + consonance * weights.consonance()
        + clarity * weights.clarity()
        + chordTones * weights.chordTones()
        + voiceLeading * weights.voiceLeading()
        + cadence * weights.cadence()
        + independence * weights.independence()
        + density * weights.density()
        + register * weights.register()
        + originality * weights.originality()
        + densityRatio * weights.densityRatio();
  }
}
