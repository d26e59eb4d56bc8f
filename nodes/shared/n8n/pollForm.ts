import type { IExecuteFunctions, IGetNodeParameterOptions, IPollFunctions } from 'n8n-workflow';

/** Where the form of one item can be read. */
export type ItemForm = Pick<IExecuteFunctions, 'getNodeParameter' | 'getTimezone'>;

/** The form of a polling trigger, read like that of an item: there is only one, whatever the index. */
export function pollForm(context: IPollFunctions): ItemForm {
	const read = (
		name: string,
		_itemIndex: number,
		fallback?: string | object,
		options?: IGetNodeParameterOptions,
	) => context.getNodeParameter(name, fallback, options);
	return {
		getNodeParameter: read as IExecuteFunctions['getNodeParameter'],
		getTimezone: () => context.getTimezone(),
	};
}
