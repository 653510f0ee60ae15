"""How well search answers: questions of the field, judged by what the example's pages say."""
